using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Domain.Shared;

/// <summary>
/// The one way in which events, commands and pages become JSON: camelCase names and enum values, absent instead of null,
/// ISO 8601 times (seconds may be left out when read), nothing unknown and nothing required left out when read. Required
/// is what can be neither null nor a default.
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
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(AbsentIsNull);
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

    // A null is left out when written; so what may be null may be absent when read, or nothing could be read back.
    private static void AbsentIsNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { IsNullable: true })
                property.IsRequired = false;
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
