using EventOps.Domain.Shared;

namespace EventOps.Server.Erasing;

/// <summary>Under which ids a person appears at one meetup.</summary>
public sealed record ErasedAt(Guid MeetupId, ValueList<Guid> SpeakerIds, ValueList<Guid> OrganiserIds);

/// <summary>What is personal and may stand in copies.</summary>
/// <param name="Names">Names and pen names, as they were written.</param>
/// <param name="Users">Under which names the person sent commands.</param>
internal sealed record ErasureWords(ValueList<string> Names, ValueList<string> Users);

/// <summary>One person's erasure. Its id follows from what is erased, so that asking again carries on.</summary>
/// <param name="Words">Absent once it is done.</param>
internal sealed record Erasure(
    string Community, Guid Id, string Reason, string AskedBy, ValueList<ErasedAt> Scope, ErasureWords? Words, DateTimeOffset Begun,
    DateTimeOffset? Ended)
{
    public bool IsDone => Ended is not null;
}
