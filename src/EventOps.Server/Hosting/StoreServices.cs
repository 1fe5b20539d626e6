using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using EventOps.Notifications.Subscriptions;
using EventOps.Server.Embargoes;
using EventOps.Server.Erasing;
using EventOps.Server.Projecting;

namespace EventOps.Server.Hosting;

/// <summary>The parts of the store as services, and the projections that run on this node.</summary>
internal static class StoreServices
{
    public static void AddStore(this IServiceCollection services, EventStoreModule store)
    {
        services.AddSingleton(store).AddSingleton(store.Database).AddSingleton(store.Streams).AddSingleton(store.Feed);
        services.AddSingleton(store.Rows).AddSingleton(store.RowTail);
        services.AddSingleton(provider => store.Projections(
            [.. MeetupProjections.All(), new EmbargoSchedule(store.Streams), ErasureMemory.Rows(), provider.GetRequiredService<FanOut>()]));
        services.AddHostedService<ProjectionHost>();
    }

    private sealed class ProjectionHost(ProjectionRunner runner) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            runner.Start();
            return Task.CompletedTask;
        }

        public async Task StopAsync(CancellationToken cancellationToken) => await runner.DisposeAsync();
    }
}
