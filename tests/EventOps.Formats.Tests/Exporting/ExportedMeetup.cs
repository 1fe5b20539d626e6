using System.Text;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Formats.Exporting;
using EventOps.Formats.Importing;
using EventOps.Formats.Tests.Importing;
using EventOps.Testing.Histories;

namespace EventOps.Formats.Tests.Exporting;

/// <summary>A meetup as its events made it, and the pages that are written of it.</summary>
internal sealed record ExportedMeetup(Meetup State, byte[] Page)
{
    public string Text => Encoding.UTF8.GetString(Page);

    /// <summary>The recap where it is public, else the agenda: what the export writes.</summary>
    public static ExportedMeetup Of(params IEnumerable<MeetupEvent> events)
    {
        var history = History.Given(events);
        return new(
            history.Facts.Aggregate(Meetup.Initial, (state, fact) => state.Evolve(fact.Event)),
            history.Recap.Public() is { } recap
                ? MeetupMarkdown.Of(recap, history.Recap.Held())
                : MeetupMarkdown.Of(history.PublicAgenda, history.Agenda.ScheduledAt));
    }

    public static ExportedMeetup Of(Meetup _, IEnumerable<MeetupCommand> commands) => Of(Decided(commands));

    public static IReadOnlyList<MeetupEvent> Decided(IEnumerable<MeetupCommand> commands)
    {
        var (meetup, events) = (Meetup.Initial, new List<MeetupEvent>());
        foreach (var command in commands)
        {
            foreach (var happened in command.Decide(meetup, History.Minute(events.Count)).Events)
            {
                events.Add(happened);
                meetup = meetup.Evolve(happened);
            }
        }

        return events;
    }

    /// <summary>The page read again, by a community that has never heard of the meetup.</summary>
    public ImportedPage Read() => PageImporter.Read(new("index.md", Page), Pages.Settings);

    /// <summary>What the page asks for in the meetup that it was written of.</summary>
    public ValueList<MeetupCommand> Again() => ImportPlanner.Plan(Read(), State).Commands;
}
