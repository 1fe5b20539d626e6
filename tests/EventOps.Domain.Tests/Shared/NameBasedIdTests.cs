using EventOps.Domain.Shared;
using Xunit;

namespace EventOps.Domain.Tests.Shared;

public sealed class NameBasedIdTests
{
    private static readonly Guid Dns = Guid.Parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    [Fact]
    public void the_vector_of_rfc_9562_holds() =>
        Assert.Equal(Guid.Parse("2ed6657d-e927-568b-95e1-2665a8aea6a2"), NameBasedId.Create(Dns, "www.example.com"));

    [Fact]
    public void another_space_gives_another_id() =>
        Assert.NotEqual(NameBasedId.Create(Dns, "云原生"), NameBasedId.Create(NameBasedId.Create(Dns, "other"), "云原生"));
}
