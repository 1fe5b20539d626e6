using EventOps.Domain.Communities;
using EventOps.Server.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.Access;

/// <summary>Who may do what: said once by the server, held here against every route there is.</summary>
public sealed class RightsTests(ServerFixture server)
{
    private const string Community = "/api/communities/{community}";

    // Written here once more on purpose: what the table of the server says must be meant.
    private static readonly Dictionary<Role, string[]> Table = new()
    {
        [Role.Reader] = ["readDrafts"],
        [Role.Bot] = ["readDrafts", "subscribe"],
        [Role.Speaker] = ["giveCommands"],
        [Role.Organizer] = ["readDrafts", "readHistory", "runMeetups", "giveCommands", "subscribe", "manageSubscriptions"],
        [Role.Owner] =
        [
            "readDrafts", "readHistory", "runMeetups", "giveCommands", "subscribe", "manageSubscriptions", "manageKeys", "manageMembers",
            "manageCommunity", "erasePeople", "readRefusals",
        ],
    };

    [Fact]
    public void every_route_of_the_api_declares_what_it_needs() => Assert.Equal([], server.Services.GetRequiredService<EndpointDataSource>()
        .Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
        .Where(endpoint => endpoint.Metadata.GetMetadata<RouteRight>() is null).Select(endpoint => endpoint.DisplayName));

    [Fact]
    public async Task what_opens_doors_is_the_owners()
    {
        var rights = (await Operations()).ToDictionary(operation => operation.Name, operation => operation.Right);
        foreach (var name in (string[])[
            $"post {Community}/keys", $"get {Community}/keys", $"get {Community}/keys/{{id}}", $"delete {Community}/keys/{{id}}", $"post {Community}/keys/{{id}}/rotate"])
            Assert.Equal("manageKeys", rights[name]);
        foreach (var name in (string[])[$"post {Community}/members", $"get {Community}/members", $"delete {Community}/members/{{id}}"])
            Assert.Equal("manageMembers", rights[name]);
        Assert.Equal("manageCommunity", rights[$"patch {Community}"]);
        Assert.Equal("readHistory", rights[$"get {Community}/meetups/{{meetup}}/history"]);
        Assert.Equal("foundCommunities", rights["post /api/communities"]);
    }

    [Fact]
    public async Task nobody_changes_anything_without_a_right()
    {
        var open = (await Operations()).Where(operation => operation.Right == "none" && !operation.Name.StartsWith("get ", StringComparison.Ordinal));
        Assert.Equal([], open.Select(operation => operation.Name));
    }

    [Fact]
    public async Task every_role_gets_through_every_door_that_it_may_and_no_other()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var operations = await Operations();
        Assert.True(operations.Count > 70);
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var operation in operations)
            {
                // Made anew for each: one of the routes revokes keys.
                var asker = await meetup.Community.As(server, role, meetup);
                var answer = await Ask(asker, operation, meetup.Community.Name);
                var may = operation.Right == "none" || Table[role].Contains(operation.Right);
                Assert.True(
                    may == (answer.Status < 400 || answer.Code is not "access.not_allowed"),
                    $"{role}: {operation.Name} needs {operation.Right} and answers {answer.Status} {answer.Text}");
                Assert.True(answer.Status is not 401, $"{role}: {operation.Name} answers 401.");
            }
        }
    }

    [Fact]
    public async Task nobody_without_a_key_gets_through_any_door_but_the_open_ones()
    {
        var community = await server.NewCommunity();
        foreach (var operation in await Operations())
        {
            var answer = await Ask(community.Anybody, operation, community.Name);
            Assert.Equal(operation.Right != "none", answer.Status == 401);
            if (answer.Status == 401)
                Assert.Equal("Bearer", answer.Challenge);
        }
    }

    [Fact]
    public async Task a_key_may_be_narrowed_to_some_rights_of_its_role()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        var asker = await meetup.Community.As(server, Role.Organizer, null, Right.ReadDrafts);
        (await asker.Get($"{meetup.Path}/agenda?view=draft")).MustBe(200);
        var refused = (await asker.Post($"{meetup.Path}/add-speaker", new { name = "Ada" })).MustBe(403, "access.not_allowed");
        Assert.Equal(("organizer", "giveCommands"), (refused.Json.GetProperty("role").GetString(), refused.Json.GetProperty("needed").GetString()));
    }

    private static Task<Answer> Ask(Asker asker, Operation operation, string community)
    {
        var path = string.Join('/', operation.Path.Replace("{community}", community, StringComparison.Ordinal).Split('/').Select(segment =>
            segment is not ['{', .., '}'] ? segment : segment is "{number}" or "{delivery}" ? "1" : Guid.CreateVersion7().ToString()));
        // A reader that is let in would read for a quarter of an hour.
        var query = path.EndsWith("/stream", StringComparison.Ordinal) ? "?after=nowhere" : "";
        return operation.Method == "get"
            ? asker.Get(path + query)
            : asker.Send(new HttpMethod(operation.Method.ToUpperInvariant()), path, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
    }

    private async Task<IReadOnlyList<Operation>> Operations()
    {
        var document = (await server.Asker("first", key: null).Get("/openapi/v1.json")).MustBe(200).Json;
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               where path.Name.StartsWith("/api/communities", StringComparison.Ordinal)
               from method in path.Value.EnumerateObject()
               where method.Name is "get" or "post" or "put" or "patch" or "delete"
               select new Operation(method.Name, path.Name, method.Value.GetProperty("x-right").GetString()!),
        ];
    }

    private sealed record Operation(string Method, string Path, string Right)
    {
        public string Name => $"{Method} {Path}";
    }
}
