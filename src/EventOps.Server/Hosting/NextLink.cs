namespace EventOps.Server.Hosting;

/// <summary>Where the next page of a list is: the same question, with another cursor.</summary>
internal static class NextLink
{
    public static void Put(HttpContext context, (string Name, string Value) cursor)
    {
        var kept = context.Request.Query.Where(pair => pair.Key != cursor.Name)
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        var query = QueryString.Create([.. kept, KeyValuePair.Create(cursor.Name, (string?)cursor.Value)]);
        // Escaped, as a header carries no Chinese.
        context.Response.Headers.Link = $"<{context.Request.Path.ToUriComponent()}{query.ToUriComponent()}>; rel=\"next\"";
    }
}
