using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Domain.Shared;

/// <summary>
/// The one way in which events, commands and pages become JSON: camelCase names and enum values, absent instead of null,
/// ISO 8601 times (seconds may be left out when read), nothing unknown and nothing required left out when read.
/// </summary>
public static class DomainJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Puts the same rules into options that somebody else made.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        // Chinese stays readable in the log and in answers; none of them is ever put into HTML unescaped.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new ValueListConverter());
        options.Converters.Add(new PatternConverter<LocalDateTime>(
            "a local date-time like 2021-12-18T13:00", LocalDateTimePattern.ExtendedIso, LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm")));
        options.Converters.Add(new PatternConverter<LocalDate>("a date like 2021-12-18", LocalDatePattern.Iso));
        options.Converters.Add(new PatternConverter<LocalTime>(
            "a local time like 13:00", LocalTimePattern.CreateWithInvariantCulture("HH:mm"), LocalTimePattern.ExtendedIso));
        options.Converters.Add(new PatternConverter<Instant>("an instant like 2021-12-18T05:00:00Z", InstantPattern.ExtendedIso));
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
