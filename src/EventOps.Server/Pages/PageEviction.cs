using EventOps.EventStore.Projecting;
using EventOps.Server.Access;
using EventOps.Server.Meetups;
using EventOps.Server.Projecting;

namespace EventOps.Server.Pages;

/// <summary>Forgets pages when the rows that they were made from change, on whichever node they changed.</summary>
internal sealed class PageEviction(RowTail tail, PageMemory memory, SlugRegister slugs, AccessNotices notices) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Every page bears the name and the look of its community.
        notices.OnChange(what =>
        {
            if (what == AccessNotices.Communities)
                memory.ChangedAll();
        });
        tail.Listen(
            change =>
            {
                // Before its pages are forgotten: whoever makes them anew must know where they are now.
                if (change.Projection == MeetupProjections.Agenda && Guid.TryParse(change.Key.Key, out var meetup))
                    slugs.Changed(change.Key.Tenant, meetup);
                memory.Changed(new(change.Projection, change.Key.Tenant, change.Key.Key));
            },
            _ => memory.ChangedAll());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
