namespace EventOps.Formats.Importing.Files;

/// <summary>A schedule in the words of its file, not yet understood; what is missing or empty is null.</summary>
internal sealed record RawSchedule(string? Generator, string? Title, string? Acronym, string? Url, string? Zone, IReadOnlyList<RawDay> Days);

internal sealed record RawDay(int Line, string? Date, string? Start, string? End, IReadOnlyList<RawEvent> Events);

internal sealed record RawEvent(int Line, string? Guid, string? Room, string? Title, string? Type, string? Date, string? Start, string? Duration)
{
    public string? Subtitle { get; init; }

    public string? Track { get; init; }

    public string? Language { get; init; }

    public string? Abstract { get; init; }

    public string? Description { get; init; }

    public string? Url { get; init; }

    public string? Video { get; init; }

    public IReadOnlyList<RawPerson> Persons { get; init; } = [];

    public IReadOnlyList<RawLink> Links { get; init; } = [];

    public IReadOnlyList<RawLink> Attachments { get; init; } = [];
}

internal sealed record RawPerson(string? Guid, string? Name, string? Biography);

internal sealed record RawLink(string? Url, string? Title, string? Type);
