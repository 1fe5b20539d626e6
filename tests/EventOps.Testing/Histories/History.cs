using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections;
using EventOps.Projections.Agendas;
using EventOps.Projections.Catalogue;
using EventOps.Projections.Recaps;
using NodaTime;

namespace EventOps.Testing.Histories;

/// <summary>A meetup's stream as facts: one a minute from 2021-12-01T00:00Z, positions 10, 20, 30, …</summary>
public sealed record History
{
    public static readonly Guid MeetupId = new("00000000-0000-0000-0000-000000000100");

    private static readonly Instant FirstMinute = Instant.FromUtc(2021, 12, 1, 0, 0);

    public required IReadOnlyList<Fact> Facts { get; init; }

    public AgendaPage Agenda => Fold<AgendaPage>(AgendaPage.On);

    public RecapPage Recap => Fold<RecapPage>(RecapPage.On);

    public CatalogueEntry Entry => Fold<CatalogueEntry>(CatalogueEntry.On);

    public AgendaView PublicAgenda => Agenda.Public();

    public CatalogueLine Line => Entry.Public();

    public static History Given(params IEnumerable<MeetupEvent> events) => new History { Facts = [] }.And(events);

    public History And(params IEnumerable<MeetupEvent> more) => Add(more, imported: false);

    public History Imported(params IEnumerable<MeetupEvent> more) => Add(more, imported: true);

    /// <summary>The stored time of the n-th fact.</summary>
    public static Instant Minute(int version) => FirstMinute + Duration.FromMinutes(version);

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, DomainJson.Options);

    public static T Stored<T>(T row) => JsonSerializer.Deserialize<T>(Json(row), DomainJson.Options)!;

    public override string ToString() => $"{Facts.Count} facts";

    private History Add(IEnumerable<MeetupEvent> more, bool imported) => new()
    {
        Facts = [.. Facts, .. more.Select((e, i) => FactOf(e, Facts.Count + i + 1, imported))],
    };

    private static Fact FactOf(MeetupEvent happened, int version, bool imported) =>
        new("sofa", MeetupId, version, version * 10, Minute(version), happened, imported);

    private TRow Fold<TRow>(Func<TRow?, Fact, TRow> on)
        where TRow : class => Facts.Aggregate((TRow?)null, on)!;
}
