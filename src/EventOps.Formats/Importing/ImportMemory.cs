using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Formats.Importing;

/// <summary>
/// What a page said when it was imported last. Where it says the same today, what the meetup has was changed by an organizer,
/// and stays.
/// </summary>
/// <param name="Wanted">The commands of the draft, with the meetup's ids.</param>
/// <param name="Ids">Ids of the page's things that the meetup knows by others.</param>
public sealed record ImportMemory(ValueList<MeetupCommand> Wanted, IReadOnlyDictionary<Guid, Guid> Ids)
{
    public static ImportMemory None { get; } = new([], new Dictionary<Guid, Guid>());

    internal bool IsEmpty => Wanted.Count == 0;

    /// <summary>The command about the same thing; null if the page did not name it.</summary>
    internal T? Of<T>(Func<T, bool> isSame) where T : MeetupCommand => Wanted.OfType<T>().FirstOrDefault(isSame);

    /// <summary>Null, which leaves it as it is, where the page says what it said before.</summary>
    internal static T? Changed<T>(T? said, T? before) where T : class => Equals(said, before) ? null : said;

    internal static T? Changed<T>(T said, T? before) where T : struct => before is { } old && Equals(said, old) ? null : said;
}
