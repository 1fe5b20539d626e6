using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Adds content to the programme: what it is called, what it is about, who gives it.</summary>
/// <param name="Abstract">Markdown.</param>
/// <param name="Takeaways">What the audience goes home with, one sentence each.</param>
public sealed record AddTalk(
    string Title, Guid TalkId = default, TalkKind Kind = TalkKind.Talk, string? Abstract = null,
    ValueList<string> Takeaways = default, string? Language = null, ValueList<TalkSpeaker> Speakers = default) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        var wanted = new Talk(TalkId, Title, Kind, Abstract, Takeaways, Language, Speakers);
        return Entries.Add(meetup, meetup.Talks, TalkId, wanted, "talk", () =>
        {
            if (TalkSpeakers.Wrong(meetup, Speakers) is { } wrong)
                return wrong;
            return Decision<MeetupEvent>.Accept(new TalkAdded(TalkId, Title, Kind, Abstract, Takeaways, Language, Speakers))
                .Warn(SameTitle(meetup));
        });
    }

    private Warning? SameTitle(Meetup meetup) => meetup.Talks.Values.Any(t => !t.Withdrawn && t.Title == Title)
        ? new("talk.same_title", $"A talk called '{Title}' is on the programme already.", "title")
        : null;
}
