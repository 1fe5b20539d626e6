using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Access;

/// <summary>Who asks: anybody, or somebody known to the community asked about.</summary>
internal sealed record Caller(string Community, Holder? Holder)
{
    /// <summary>Whether drafts may be shown.</summary>
    public bool SeesDrafts => May(Right.ReadDrafts);

    /// <summary>The name in the log; <c>public</c> for anybody.</summary>
    public string Name => Holder?.Name ?? "public";

    /// <summary>The name in what is written down of refused attempts: of whoever is another community's, only that.</summary>
    public string NameWhenRefused => Holder is { } holder && holder.Community != Community && holder.Community.Length > 0 ? $"of {holder.Community}" : Name;

    public bool May(Right right) => right is Right.None || Holder?.May(right) is true;

    public static Caller Of(HttpContext context) => (Caller)context.Items[typeof(Caller)]!;

    public static void Remember(HttpContext context, Caller caller) => context.Items[typeof(Caller)] = caller;

    /// <summary>A problem unless the caller has the right: 401 for anybody, 403 for somebody known.</summary>
    public ProblemHttpResult? Must(Right right, HttpContext context)
    {
        if (May(right))
            return null;
        if (Holder is not null)
            return Problems.Of(
                StatusCodes.Status403Forbidden, "access.not_allowed", "Your role does not allow that.",
                ("role", Holder.Role?.ToString().ToLowerInvariant() ?? (Holder.May(Right.FoundCommunities) ? "operator" : "none")), ("needed", CamelCase(right)));
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(StatusCodes.Status401Unauthorized, "access.key_missing", "Send a key of this community: Authorization: Bearer KEY.");
    }

    internal static string CamelCase(Right right) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(right.ToString());
}
