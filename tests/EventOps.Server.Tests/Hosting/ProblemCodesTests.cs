using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using EventOps.Server.Hosting;

namespace EventOps.Server.Tests.Hosting;

/// <summary>
/// One table of codes, held against all that speaks of codes: the sources that answer them, the tests that ask for them over
/// HTTP, the page for people, the document for programs. <see cref="Answer.MustBeProblem"/> holds every answer against it as well.
/// </summary>
public sealed class ProblemCodesTests(ServerFixture server)
{
    // Spoken on the command line alone.
    private static readonly string[] NotOfHttp = ["import.overtaken"];

    private static IEnumerable<string> Table => ProblemCodes.All.Select(code => code.Code);

    [Fact]
    public void the_table_is_in_order_and_has_each_code_once() =>
        Assert.Equal(Table.Distinct().Order(StringComparer.Ordinal), Table);

    [Fact]
    public void the_table_has_the_codes_of_the_sources_and_no_others() =>
        Assert.Equal(Table, InSources().Except(NotOfHttp).Order(StringComparer.Ordinal));

    [Fact]
    public void every_code_is_asked_for_over_http_by_a_test_that_names_it_with_its_status()
    {
        var asked = Asked.Matches(Sources("tests/EventOps.Server.Tests"))
            .Select(match => $"{match.Groups["status"].Value} {match.Groups["code"].Value}").ToHashSet();
        Assert.Equal([], ProblemCodes.All.Select(code => $"{code.Status} {code.Code}").Except(asked));
    }

    [Fact]
    public void the_page_for_people_lists_every_code_with_its_status()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs/api.md")).Split("### Refusals of the rules")[1].Split("### Warnings")[0];
        var listed = Rows.Matches(page).SelectMany(row => OfRow(row)).ToList();
        Assert.Equal(Table, listed.Select(code => code.Code).Order(StringComparer.Ordinal));
        Assert.All(listed, code => Assert.Contains(
            ProblemCodes.All.Single(known => known.Code == code.Code).Status.ToString(CultureInfo.InvariantCulture), code.Statuses, StringComparison.Ordinal));
    }

    [Fact]
    public async Task the_document_lists_every_code_and_says_of_every_operation_which_problems_it_answers()
    {
        var document = (await server.Asker("first", key: null).Get("/openapi/v1.json")).MustBe(200).Json;
        var components = document.GetProperty("components");
        Assert.Equal(Table, components.GetProperty("schemas").GetProperty("ProblemCode").GetProperty("enum").EnumerateArray().Select(e => e.GetString()!));
        foreach (var code in ProblemCodes.All.Where(code => code.Status is not 405))
        {
            var response = components.GetProperty("responses").GetProperty($"Problem{code.Status}");
            Assert.Contains($"`{code.Code}`: {code.Meaning}", response.GetProperty("description").GetString(), StringComparison.Ordinal);
            Assert.True(response.GetProperty("content").TryGetProperty("application/problem+json", out _));
        }

        foreach (var (name, operation) in Operations(document))
        {
            string[] expected = name.StartsWith("get ", StringComparison.Ordinal)
                ? ["400", "401", "403", "404", "429", "500", "503"]
                : ["400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "429", "500", "503"];
            var answered = operation.GetProperty("responses").EnumerateObject().Where(response => response.Name[0] is '4' or '5').ToList();
            if (name.Contains("/api/communities/", StringComparison.Ordinal))
                Assert.True(!expected.Except(answered.Select(response => response.Name)).Any(), $"{name} answers {string.Join(',', answered.Select(a => a.Name))}");
            Assert.All(answered, response => Assert.Equal($"#/components/responses/Problem{response.Name}", response.Value.GetProperty("$ref").GetString()));
        }
    }

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        where method.Name is "get" or "post" or "put" or "patch" or "delete"
        select ($"{method.Name} {path.Name}", method.Value);

    private static IEnumerable<(string Code, string Statuses)> OfRow(Match row)
    {
        foreach (Match code in Quoted.Matches(row.Groups["codes"].Value))
        {
            foreach (var noun in code.Value.Contains("{noun}", StringComparison.Ordinal) ? Quoted.Matches(row.Groups["means"].Value).Select(m => m.Value.Trim('`')) : [""])
                yield return (code.Value.Trim('`').Replace("{noun}", noun, StringComparison.Ordinal), row.Groups["statuses"].Value);
        }
    }

    private static SortedSet<string> InSources()
    {
        var domain = Sources("src/EventOps.Domain");
        var server = Sources("src/EventOps.Server");
        return
        [
            .. Refused.Matches(domain + server).Select(match => match.Groups["code"].Value),
            .. Nouns.Matches(domain).Select(match => match.Groups["rule"].Value is "Entries.Add" or "IdTaken"
                ? $"{match.Groups["noun"].Value}.id_taken"
                : $"{match.Groups["noun"].Value}.not_found"),
            .. Moved.Matches(server).Select(match =>
                $"{match.Groups["noun"].Value}.{(match.Groups["rule"].Value is "Stale" ? "version_mismatch" : "contended")}"),
        ];
    }

    private static string Sources(string folder) => string.Concat(
        Directory.GetFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not ("ProblemCodes.cs" or "ProblemCodesTests.cs")).Select(File.ReadAllText));

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../..");

    // A refusal's record, a problem made by hand, a status that came without a body.
    private static readonly Regex Refused = new(
        @"(?:RefusalKind\.\w+,|Problems\.(?:Of|NotFound)\([^""]*?|StatusCodes\.Status[45]\w+,|\b\d{3} =>|(?<=CodeOf[^}]*)_ =>)\s*""(?<code>[a-z]+\.[a-z_]+)""");

    private static readonly Regex Nouns =
        new(@"(?<rule>Entries\.(?:Add|Remove|Change)|NotFound|IdTaken)\([^""]*?""(?<noun>[a-z]+)"",", RegexOptions.NonBacktracking);

    private static readonly Regex Moved = new(@"Problems\.(?<rule>Stale|Contended)\(""(?<noun>[a-z]+)""", RegexOptions.NonBacktracking);

    private static readonly Regex Asked = new(@"\b(?<status>[45]\d\d), ""(?<code>[a-z]+\.[a-z_]+)""", RegexOptions.NonBacktracking);

    private static readonly Regex Rows = new(@"^\| (?<codes>`[^|]*) \| (?<statuses>[^|]*) \| (?<means>[^|]*) \|$", RegexOptions.Multiline);

    private static readonly Regex Quoted = new("`[^`]+`", RegexOptions.NonBacktracking);
}
