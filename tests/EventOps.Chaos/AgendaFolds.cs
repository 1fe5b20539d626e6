using System.Text.Json;
using EventOps.Chaos.Evidence;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Projections.Agendas;
using EventOps.Server.Projecting;

namespace EventOps.Chaos;

/// <summary>Folds the draft agendas of some meetups after each of their events: every page that there ever was to be served.</summary>
internal sealed class AgendaFolds(IReadOnlySet<Guid> meetups)
{
    private readonly Dictionary<Guid, (AgendaPage? Page, List<FoldedPage> States)> folds = [];

    public IReadOnlyDictionary<Guid, IReadOnlyList<FoldedPage>> States =>
        folds.ToDictionary(f => f.Key, f => (IReadOnlyList<FoldedPage>)f.Value.States);

    public void On(IEnumerable<RecordedEvent> events)
    {
        foreach (var stored in events.Where(e => meetups.Contains(e.StreamId)))
        {
            var (page, states) = folds.GetValueOrDefault(stored.StreamId, (null, []));
            page = AgendaPage.On(page, MeetupProjections.FactOf(stored));
            states.Add(new(stored.Position, Digests.Of(JsonSerializer.SerializeToUtf8Bytes(page.Draft(), DomainJson.Options))));
            folds[stored.StreamId] = (page, states);
        }
    }
}
