using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Meetups;

/// <summary>Addresses name a meetup by its id or by its slug.</summary>
internal static class MeetupIds
{
    public static async ValueTask<Guid?> Find(SlugRegister slugs, string community, string name, CancellationToken ct) =>
        Guid.TryParseExact(name, "D", out var id) ? id : await slugs.Find(community, name, ct);

    public static ProblemHttpResult NotFound() => Problems.NotFound("meetup.not_found", "There is no such meetup.");

    /// <summary>At the moment asked about nobody had scheduled it.</summary>
    public static ProblemHttpResult NotYet() =>
        Problems.NotFound("meetup.not_yet", "The meetup was not scheduled by then.");
}
