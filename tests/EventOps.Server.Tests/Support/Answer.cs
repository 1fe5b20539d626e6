using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EventOps.Server.Hosting;

namespace EventOps.Server.Tests;

/// <summary>What came back.</summary>
internal sealed class Answer(int status, HttpResponseMessage response, byte[] bytes)
{
    public int Status => status;

    public byte[] Bytes => bytes;

    public string Text => Encoding.UTF8.GetString(bytes);

    public JsonElement Json => JsonElement.Parse(bytes);

    public string? Code => Json.GetProperty("code").GetString();

    public string? MediaType { get; } = response.Content.Headers.ContentType?.MediaType;

    public long? Length { get; } = response.Content.Headers.ContentLength;

    public string? ETag { get; } = response.Headers.ETag?.ToString();

    public string? RetryAfter { get; } = response.Headers.RetryAfter?.ToString();

    public string? Challenge { get; } = response.Headers.WwwAuthenticate.Count == 0 ? null : response.Headers.WwwAuthenticate.ToString();

    public string? Location { get; } = response.Headers.Location?.OriginalString;

    public string? Disposition { get; } = response.Content.Headers.ContentDisposition?.ToString();

    /// <summary>The address that <c>Link: …; rel="next"</c> names.</summary>
    public string? Next { get; } = response.Headers.TryGetValues("Link", out var links)
        ? links.Single().Split('<', '>')[1]
        : null;

    public long Version => Json.GetProperty("version").GetInt64();

    public long Position => Json.GetProperty("position").GetInt64();

    /// <summary>The types of the events that a command appended, in order.</summary>
    public IReadOnlyList<string?> Events => [.. Json.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString())];

    /// <summary>The fields that were refused, each as <c>path:rule</c>, in order.</summary>
    public IReadOnlyList<string> Fields =>
        [.. Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("path")}:{e.GetProperty("rule")}")];

    /// <summary>The same answer, for a chain of calls, if its status is this one.</summary>
    public Answer MustBe(int expected)
    {
        Assert.True(status == expected, $"Expected {expected}, got {status}: {Text}");
        return this;
    }

    /// <summary>A refusal with this status and code.</summary>
    public Answer MustBe(int expected, string code)
    {
        MustBe(expected);
        Assert.Equal(code, Code);
        return this;
    }

    /// <summary>A 400 that names exactly these fields and rules.</summary>
    public void MustRefuse(params IReadOnlyList<string> fields)
    {
        MustBe(400, "request.invalid");
        Assert.Equal(fields, Fields);
    }

    // As the client wrote it: not 'Slides Id' for slidesId.
    private static void MustNameItsField(string path, string message)
    {
        var field = path.Split('.')[^1].Split('[')[0];
        foreach (Match quoted in Quoted.Matches(message))
        {
            var said = quoted.Groups["field"].Value;
            Assert.False(
                said != field && said.Replace(" ", "", StringComparison.Ordinal).Equals(field, StringComparison.OrdinalIgnoreCase),
                $"{path}: {message}");
        }
    }

    private static readonly Regex Quoted = new("'(?<field>[^']+)'", RegexOptions.NonBacktracking);

    public void MustBeProblem()
    {
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.Matches("^[a-z]+(_[a-z]+)*[.][a-z]+(_[a-z]+)*$", Code);
        Assert.True(ProblemCodes.All.Any(known => known.Code == Code && known.Status == status), $"ProblemCodes lacks {Code} with {status}: {Text}");
        Assert.Equal($"urn:eventops:problem:{Code}", Json.GetProperty("type").GetString());
        Assert.NotEmpty(Json.GetProperty("detail").GetString()!);
        foreach (var error in Json.TryGetProperty("errors", out var errors) ? errors.EnumerateArray() : default)
            MustNameItsField(error.GetProperty("path").GetString()!, error.GetProperty("message").GetString()!);
    }
}
