using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Rewrites a talk's content. What is left out stays; an empty text or list clears.</summary>
public sealed record ReviseTalk(
    Guid TalkId, string? Title = null, TalkKind? Kind = null, string? Abstract = null, ValueList<string>? Takeaways = null,
    string? Language = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.LiveTalk(TalkId) is null)
            return new NotFound("talk", TalkId);
        return Entries.Change(meetup.Talks, TalkId, "talk", Revised, after => new TalkRevised(
            TalkId, after.Title, after.Kind, after.Abstract, after.Takeaways, after.Language));
    }

    private Talk Revised(Talk before) => before with
    {
        Title = Title ?? before.Title,
        Kind = Kind ?? before.Kind,
        Abstract = Texts.Revise(before.Abstract, Abstract),
        Takeaways = Takeaways ?? before.Takeaways,
        Language = Texts.Revise(before.Language, Language),
    };
}
