using System.Security.Cryptography;
using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.EventStore.Reading;
using EventOps.Server.Pages;
using EventOps.Server.Projecting;

namespace EventOps.Server.Hosting;

/// <summary>
/// What every read of a community keeps to, whoever wrote it: it waits for <c>?minPosition=</c>, and an answer that has no tag
/// of its own gets one of its bytes and is not sent to those who have it.
/// </summary>
internal sealed class ConditionalReads(Feed feed) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (!HttpMethods.IsGet(context.Request.Method))
            return await next(invocation);
        // Rows are behind the log, so a read of rows waits for them as well, as long as is left.
        if (await MinPosition.Wait(context, feed) is { } behind)
            return behind;
        var answer = await next(invocation);
        return answer is IValueHttpResult { Value: { } value } and IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK }
            && context.Response.Headers.ETag.Count == 0
                ? new PageResult(Tagged(value), vary: context.Response.Headers.Vary.Count == 0 ? "Authorization" : null)
                : answer;
    }

    private static ReadyPage Tagged(object value)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), DomainJson.Options);
        return new(body, Ready.Json, $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"");
    }
}
