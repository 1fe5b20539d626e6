using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;

namespace EventOps.Server.Subscriptions;

/// <summary>Who asks, what the body says and under which conditions: what every change of a subscription begins with.</summary>
internal static class SubscriptionBody
{
    /// <summary>The body and the conditions, or the answer that says why not.</summary>
    public static async Task<(T? Value, CommandOptions? Options, IResult? Problem)> Read<T>(HttpContext context, string command)
        where T : class
    {
        var caller = Caller.Of(context);
        var (body, problem) = await JsonBody.Read(context.Request, context.RequestAborted);
        if (body is null)
            return (null, null, problem);
        using var _ = body;
        var (value, errors) = JsonBody.Bind<T>(body.Root);
        if (value is null)
            return (null, null, Problems.Shape(errors));
        var (options, precondition) = Preconditions.Read(context.Request, caller, body.Bytes.Span, command);
        return options is null ? (null, null, precondition) : (value, options, null);
    }

    /// <summary>An id for what a request makes: the same for its repeats under one Idempotency-Key.</summary>
    public static Guid NewId(CommandOptions options, Guid subscription) => options.IdempotencyKey is { } key
        ? Domain.Shared.NameBasedId.Create(subscription, $"{key}\n{Convert.ToHexString(options.RequestHash.Span)}")
        : Guid.CreateVersion7();
}
