using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EventOps.Domain.Shared;

namespace EventOps.Server.Hosting;

/// <summary>
/// Holds JSON against the type it is to become and names every field that does not fit, with its path and the rule. The
/// serializer itself stops at the first and speaks of .NET types.
/// </summary>
internal static class JsonShape
{
    private static readonly ConcurrentDictionary<Type, FrozenDictionary<string, JsonPropertyInfo>> Fields = new();

    public static IReadOnlyList<FieldError> Errors(JsonElement element, Type type)
    {
        var errors = new List<FieldError>();
        Check(element, type, "", errors);
        return errors;
    }

    private static void Check(JsonElement element, Type type, string path, List<FieldError> errors)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ItemOf(type) is { } item)
            CheckItems(element, item, path, errors);
        else if (DomainJson.Options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object } info)
            CheckFields(element, info, path, errors);
        else if (type == typeof(IReadOnlyDictionary<string, string>))
            CheckTexts(element, path, errors);
        else if (!Fits(element, type))
            errors.Add(new(path, "wrong_type", $"'{path}' must be {Expected(type)}."));
    }

    private static void CheckItems(JsonElement element, Type item, string path, List<FieldError> errors)
    {
        if (element.ValueKind is not JsonValueKind.Array)
        {
            errors.Add(new(path, "wrong_type", $"'{path}' must be a list."));
            return;
        }

        var index = 0;
        foreach (var entry in element.EnumerateArray())
            Check(entry, item, $"{path}[{index++}]", errors);
    }

    private static void CheckTexts(JsonElement element, string path, List<FieldError> errors)
    {
        if (element.ValueKind is not JsonValueKind.Object)
            errors.Add(new(path, "wrong_type", $"'{path}' must be an object of texts."));
        else
            errors.AddRange(element.EnumerateObject().Where(field => field.Value.ValueKind is not JsonValueKind.String)
                .Select(field => new FieldError(Join(path, field.Name), "wrong_type", $"'{Join(path, field.Name)}' must be a text.")));
    }

    private static void CheckFields(JsonElement element, JsonTypeInfo info, string path, List<FieldError> errors)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            errors.Add(new(path, "wrong_type", path.Length == 0 ? "The body must be a JSON object." : $"'{path}' must be an object."));
            return;
        }

        var known = Fields.GetOrAdd(info.Type, static (_, of) => of.Properties.ToFrozenDictionary(property => property.Name), info);
        foreach (var field in element.EnumerateObject())
        {
            if (!known.TryGetValue(field.Name, out var property))
                errors.Add(new(Join(path, field.Name), "unknown_field", $"'{Join(path, field.Name)}' is not a field here."));
            else if (field.Value.ValueKind is not JsonValueKind.Null)
                Check(field.Value, property.PropertyType, Join(path, field.Name), errors);
            else if (!property.IsSetNullable || property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null)
                errors.Add(new(Join(path, field.Name), "null", $"'{Join(path, field.Name)}' must not be null."));
        }

        foreach (var property in info.Properties)
        {
            if (property.IsRequired && !element.TryGetProperty(property.Name, out _))
                errors.Add(new(Join(path, property.Name), "required", $"'{Join(path, property.Name)}' is required."));
        }
    }

    private static bool Fits(JsonElement element, Type type)
    {
        if (type == typeof(string))
            return element.ValueKind is JsonValueKind.String;
        // The serializer would add up "panel, workshop" to a third kind.
        if (type.IsEnum && element.ValueKind is JsonValueKind.String && element.GetString()!.Contains(','))
            return false;
        try
        {
            return element.Deserialize(type, DomainJson.Options) is not null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(string) => "a text",
        _ when type == typeof(Guid) => "a UUID like 0199f0c4-6c1e-7b7a-9d0e-4a5d3c2b1a00",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(NodaTime.LocalDateTime) => "a local date-time like 2021-12-18T13:00",
        _ when type == typeof(NodaTime.LocalTime) => "a local time like 13:00",
        _ when type == typeof(NodaTime.LocalDate) => "a date like 2021-12-18",
        _ when type == typeof(Domain.Meetups.AvailableFrom) => "a local date-time like 2021-12-18T18:00, or endOfTalk",
        _ when type == typeof(Domain.Meetups.FileReference) => "the SHA-256 of an uploaded file, 64 hexadecimal digits",
        _ when type == typeof(NodaTime.Instant) => "an instant like 2021-12-18T05:00:00Z",
        { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)),
        _ => "of another shape",
    };

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) ? type.GetGenericArguments()[0] : null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
