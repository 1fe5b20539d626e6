using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Server.Hosting;
using FluentValidation.Results;

namespace EventOps.Server.Meetups.Commands;

/// <summary>From JSON to a command that is well formed, or to every reason why it is not.</summary>
internal static class CommandReader
{
    public static (MeetupCommand? Command, IReadOnlyList<FieldError> Errors) Read(JsonElement body, CommandSlice slice)
    {
        var (value, errors) = JsonBody.Bind(body, slice.Type);
        return value is MeetupCommand command ? Completed(command, slice) : (null, errors);
    }

    /// <summary>Reads <c>[{"type":"AddSpeaker",…},…]</c>; paths of errors begin with the index.</summary>
    public static (IReadOnlyList<MeetupCommand> Commands, IReadOnlyList<FieldError> Errors) ReadBatch(JsonElement body, int most)
    {
        if (body.ValueKind is not JsonValueKind.Array || body.GetArrayLength() is 0)
            return ([], [new("", "wrong_type", "The body must be a list of commands, each with its type.")]);
        if (body.GetArrayLength() > most)
            return ([], [new("", "too_many", $"A batch holds at most {most} commands.")]);
        var commands = new List<MeetupCommand>();
        var errors = new List<FieldError>();
        foreach (var (index, entry) in body.EnumerateArray().Index())
        {
            var (command, wrong) = ReadEntry(entry);
            errors.AddRange(wrong.Select(e => e with { Path = e.Path.Length == 0 ? $"[{index}]" : $"[{index}].{e.Path}" }));
            if (command is not null)
                commands.Add(command);
        }

        return (commands, errors);
    }

    private static (MeetupCommand? Command, IReadOnlyList<FieldError> Errors) ReadEntry(JsonElement entry)
    {
        if (entry.ValueKind is not JsonValueKind.Object)
            return (null, [new("", "wrong_type", "A command must be an object.")]);
        if (!entry.TryGetProperty("type", out var type) || type.ValueKind is not JsonValueKind.String)
            return (null, [new("type", "required", "'type' must name the command, like AddSpeaker.")]);
        if (CommandTable.Find(type.GetString()!) is not { } slice || slice.Type == typeof(ScheduleEvent))
            return (null, [new("type", "unknown_command", $"'{type.GetString()}' is not a command of a scheduled meetup.")]);
        var fields = entry.EnumerateObject().Where(field => field.Name != "type").ToDictionary(field => field.Name, field => field.Value);
        return Read(JsonSerializer.SerializeToElement(fields), slice);
    }

    private static (MeetupCommand? Command, IReadOnlyList<FieldError> Errors) Completed(MeetupCommand command, CommandSlice slice)
    {
        var errors = ErrorsOf(command);
        return errors.Count == 0
            ? (slice.Complete(command, id => id == Guid.Empty ? Guid.CreateVersion7() : id), [])
            : (null, errors);
    }

    /// <summary>Every field of a command that is not as it must be.</summary>
    public static IReadOnlyList<FieldError> ErrorsOf(MeetupCommand command) =>
        ErrorsOf(CommandTable.Of(command.GetType()).Shape(command));

    /// <summary>The errors, each naming its field as the client wrote it, in its path and in its message.</summary>
    public static IReadOnlyList<FieldError> ErrorsOf(ValidationResult result) => [.. result.Errors.Select(ErrorOf)];

    // The validators' own name of a field is words: 'Slides Id'.
    private static FieldError ErrorOf(ValidationFailure failure)
    {
        var path = CamelCase(failure.PropertyName);
        var message = failure.FormattedMessagePlaceholderValues?.GetValueOrDefault("PropertyName") is string { Length: > 0 } words
            ? failure.ErrorMessage.Replace($"'{words}'", $"'{path}'", StringComparison.Ordinal)
            : failure.ErrorMessage;
        return new(path, failure.ErrorCode, message);
    }

    private static string CamelCase(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
