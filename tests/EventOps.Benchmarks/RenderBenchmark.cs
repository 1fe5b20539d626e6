using System.Diagnostics;
using EventOps.Domain.Meetups;
using EventOps.Projections;
using EventOps.Projections.Agendas;
using EventOps.Server.Pages;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace EventOps.Benchmarks;

/// <summary>What the reader who comes first to an agenda of 60 talks waits for, and what making it allocates.</summary>
internal static class RenderBenchmark
{
    private const int Talks = 60;
    private const int Warm = 50;
    private const int Measured = 200;
    private const double Limit = 20;

    public static async Task Run()
    {
        await using var renderer = new PageRenderer(NullLoggerFactory.Instance);
        var view = Agenda().Public();
        var context = new PageContext("en", "bench", "Bench", "https://meetups.example.org", "/bench/sixty/agenda");
        var watch = Stopwatch.StartNew();
        var page = await renderer.Agenda(view, context);
        Figures.Size($"agenda of {Talks} talks", page.Length);
        Figures.Limit("the first of a process", watch.Elapsed.TotalMilliseconds, 1_000);
        for (var i = 0; i < Warm; i++)
            await renderer.Agenda(view, context);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var times = new List<double>(Measured);
        for (var i = 0; i < Measured; i++)
        {
            watch.Restart();
            await renderer.Agenda(view, context);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        Figures.Limit("any other, median", times.Order().ElementAt(Measured / 2), Limit);
        Figures.Size("allocated for each", (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Measured);
    }

    private static AgendaPage Agenda()
    {
        var meetup = Id(0);
        var facts = Events().Select((happened, index) =>
            new Fact("bench", meetup, index + 1, index + 1, Instant.FromUtc(2027, 1, 1, 0, 0), happened, Imported: false));
        return facts.Aggregate((AgendaPage?)null, AgendaPage.On)!;
    }

    private static IEnumerable<MeetupEvent> Events()
    {
        yield return new EventScheduled(
            "sixty", "Sixty talks", null, null, null, [], "en", null, new(2027, 5, 8, 9, 0), new LocalDateTime(2027, 5, 9, 18, 0),
            "Europe/Berlin", MeetupForm.Onsite, new("Town hall"), null);
        yield return new SpeakerAdded(Id(1), "Ada Sample", null, "Analytical", "Engineer", "Writes and speaks.");
        for (var i = 0; i < Talks; i++)
        {
            var start = new LocalTime(9, 0).PlusMinutes(i % 30 / 2 * 20);
            yield return new TalkAdded(
                Id(100 + i), $"Talk number {i + 1}: on the care of long-running systems", TalkKind.Talk,
                "A paragraph of a hundred characters or so, with one *emphasis*, which says what the talk is about.", [], null, [new(Id(1))]);
            yield return new SlotPlaced(
                Id(200 + i), SlotKind.Talk, Id(100 + i), null, (i / 30) + 1, start, start.PlusMinutes(15), i % 2 == 0 ? "Hall" : "Attic", null, null);
        }

        yield return new AgendaPublished(1, null);
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
