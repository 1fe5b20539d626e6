namespace EventOps.Domain.Meetups;

/// <summary>What is left of a person whose data was erased.</summary>
public static class ErasedPerson
{
    /// <summary>Stands where a name was, in every language and format. It is on disk: never change it.</summary>
    public const string Name = "[erased]";

    /// <summary>
    /// The mark in an event of the past. What was said of somebody may have changed from event to event; the marks differ where
    /// what was said did, so that whatever compares two moments finds the differences that it found before.
    /// </summary>
    /// <param name="number">Which of the things that were said, from 1.</param>
    public static string Mark(int number) => number == 1 ? Name : $"{Name} {number}";

    public static bool IsMark(string? name) => name is not null && name.StartsWith(Name, StringComparison.Ordinal)
        && (name.Length == Name.Length || (name.Length > Name.Length + 1 && name[Name.Length] == ' ' && name[(Name.Length + 1)..].All(char.IsAsciiDigit)));

    public static Speaker Of(Speaker speaker) => new(speaker.SpeakerId, Name, null, null, null, null);

    public static Organiser Of(Organiser organiser) => organiser with { Name = Name, Url = null };
}
