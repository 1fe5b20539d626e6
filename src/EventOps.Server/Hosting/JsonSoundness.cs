using System.Text.Json;

namespace EventOps.Server.Hosting;

/// <summary>
/// What JSON's grammar lets pass and nobody can work with: a field that comes twice, and half of a surrogate pair, which no
/// text holds and which throws wherever it is first read as one.
/// </summary>
internal static class JsonSoundness
{
    public static IReadOnlyList<FieldError> Errors(JsonElement root)
    {
        var errors = new List<FieldError>();
        Check(root, "", errors);
        return errors;
    }

    private static void Check(JsonElement element, string path, List<FieldError> errors)
    {
        if (element.ValueKind is JsonValueKind.Object)
            CheckFields(element, path, errors);
        else if (element.ValueKind is JsonValueKind.Array)
            foreach (var (index, item) in element.EnumerateArray().Index())
                Check(item, $"{path}[{index}]", errors);
        else if (element.ValueKind is JsonValueKind.String && TextOf(element.GetString) is null)
            errors.Add(new(path, "not_text", $"'{path}' holds half of a surrogate pair, which is no text."));
    }

    private static void CheckFields(JsonElement element, string path, List<FieldError> errors)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in element.EnumerateObject())
        {
            if (TextOf(() => field.Name) is not { } name)
            {
                errors.Add(new(path, "not_text", "The name of a field holds half of a surrogate pair, which is no text."));
                continue;
            }

            var inner = path.Length == 0 ? name : $"{path}.{name}";
            if (!met.Add(name))
                errors.Add(new(inner, "duplicate_field", $"'{inner}' is there more than once."));
            Check(field.Value, inner, errors);
        }
    }

    private static string? TextOf(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
