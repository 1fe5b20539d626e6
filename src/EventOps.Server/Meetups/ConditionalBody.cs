using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Hosting;

namespace EventOps.Server.Meetups;

/// <summary>What the body of a request says, and under which conditions: what every change begins with that is no list of commands.</summary>
internal static class ConditionalBody
{
    /// <summary>The body and the conditions, or the answer that says why not.</summary>
    /// <param name="command">Names what is asked for; a repeat asks for the same.</param>
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
}
