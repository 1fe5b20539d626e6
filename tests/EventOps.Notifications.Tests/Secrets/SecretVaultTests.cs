using EventOps.Notifications.Secrets;
using EventOps.Notifications.Signing;

namespace EventOps.Notifications.Tests.Secrets;

public sealed class SecretVaultTests
{
    private const string Value = "https://oapi.dingtalk.com/robot/send?access_token=t0p-s3cret";

    private static readonly Guid Subscription = History.Id(5, 1);
    private static readonly Guid Id = History.Id(6, 1);

    private readonly SecretKey key = SecretKey.Create();

    [Fact]
    public async Task what_is_sealed_opens_again_and_is_not_readable_in_between()
    {
        await using var world = await World.Create();
        var vault = Vault(world, key);
        await vault.Put(World.Tenant, Subscription, Id, Value, World.Soon);

        Assert.Equal(Value, (await vault.Open(World.Tenant, Subscription, [Id], World.Soon))[Id]);
        Assert.Equal(0L, Assert.Single(await world.Rows<long>(
            "select count(*) from eventops_sealed_values where encode(sealed, 'escape') like '%s3cret%'")));
        Assert.Equal(key.Id, Assert.Single(await world.Rows<string>("select key_id from eventops_sealed_values")));
    }

    [Theory]
    [InlineData("update eventops_sealed_values set tenant_id = 'other'", "other", 1, 1)]
    [InlineData("update eventops_sealed_values set subscription_id = '00000005-0000-0000-0000-000000000002'", "sofa", 2, 1)]
    [InlineData("update eventops_sealed_values set id = '00000006-0000-0000-0000-000000000002'", "sofa", 1, 2)]
    [InlineData("update eventops_sealed_values set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)", "sofa", 1, 1)]
    [InlineData("update eventops_sealed_values set sealed = substring(sealed from 1 for 20)", "sofa", 1, 1)]
    [InlineData("update eventops_sealed_values set key_id = 'another'", "sofa", 1, 1)]
    public async Task a_row_that_was_moved_or_changed_does_not_open(string change, string tenant, int subscription, int id)
    {
        await using var world = await World.Create();
        var vault = Vault(world, key);
        await vault.Put(World.Tenant, Subscription, Id, Value, World.Soon);
        await world.Rows<long>($"with changed as ({change} returning 1) select count(*) from changed");

        var refused = await Assert.ThrowsAsync<SealedValueException>(
            () => vault.Open(tenant, History.Id(5, subscription), [History.Id(6, id)], World.Soon));
        Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_value_is_written_once()
    {
        await using var world = await World.Create();
        var vault = Vault(world, key);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => vault.Put(World.Tenant, Subscription, Id, $"{n}", World.Soon)));
        var first = await vault.Open(World.Tenant, Subscription, [Id], World.Soon);
        await vault.Put(World.Tenant, Subscription, Id, "later", World.Soon);

        Assert.Equal(first, await vault.Open(World.Tenant, Subscription, [Id], World.Soon));
    }

    [Fact]
    public async Task a_new_key_seals_anew_what_the_old_one_sealed()
    {
        await using var world = await World.Create();
        await Vault(world, key).Put(World.Tenant, Subscription, Id, Value, World.Soon);
        var next = SecretKey.Create();

        await Start(world, new SecretKeyRing(next, key));

        Assert.All(await world.Rows<string>("select key_id from eventops_sealed_values"), id => Assert.Equal(next.Id, id));
        Assert.Equal(Value, (await Vault(world, next).Open(World.Tenant, Subscription, [Id], World.Soon))[Id]);
    }

    [Fact]
    public async Task a_server_with_another_key_does_not_start_even_before_there_is_a_secret()
    {
        await using var world = await World.Create();
        await Start(world, new SecretKeyRing(key));
        await Start(world, new SecretKeyRing(key));

        var refused = await Assert.ThrowsAsync<SealedValueException>(() => Start(world, new SecretKeyRing(SecretKey.Create())));

        Assert.Contains("EventOps:SecretKey", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Reveal(), refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_lay_plain_is_sealed_at_the_start_and_still_signs()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start();
        var secret = WebhookSecret.Create();
        var (id, _) = await world.Subscribe(receiver.Sink);
        await world.Rows<long>(
            "with gone as (delete from eventops_sealed_values), plain as (insert into eventops_subscription_secrets " +
            $"(tenant_id, subscription_id, number, secret) values ('sofa', '{id}', 1, '{secret.Reveal()}')) select 0::bigint");
        var node = world.Node();

        await node.VaultUpkeep.StartAsync(World.Soon);

        Assert.Empty(await world.Rows<string>("select secret from eventops_subscription_secrets"));
        Assert.Equal(secret.Reveal(), (await node.Secrets.Find(World.Tenant, id, Guid.Empty, World.Soon))?.Reveal());
        Assert.Equal(204, (await node.TestSend.Send(World.Tenant, id, World.Soon))?.Status);
    }

    [Fact]
    public void a_key_prints_as_its_name_and_reads_back_from_its_text()
    {
        Assert.Equal(key.Id, SecretKey.Parse(key.Reveal())?.Id);
        Assert.Equal($"key {key.Id}", $"{key}");
        foreach (var text in (string[])["", "short", "%%%", Convert.ToBase64String(new byte[31]), Convert.ToBase64String(new byte[33])])
            Assert.Null(SecretKey.Parse(text));
    }

    private static SecretVault Vault(World world, SecretKey key) => new(world.Store.Database, new SecretKeyRing(key));

    private static Task Start(World world, SecretKeyRing keys) =>
        new VaultUpkeep(world.Store.Database, new SecretVault(world.Store.Database, keys), keys).StartAsync(World.Soon);
}
