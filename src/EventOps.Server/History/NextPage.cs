namespace EventOps.Server.History;

/// <summary>The address of the page after this one: the same question from another place.</summary>
internal static class NextPage
{
    public static string Address(HttpRequest request, string after)
    {
        var kept = request.Query.Where(pair => pair.Key != "after");
        return request.Path + QueryString.Create(
            [.. kept.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString())), new("after", after)]);
    }
}
