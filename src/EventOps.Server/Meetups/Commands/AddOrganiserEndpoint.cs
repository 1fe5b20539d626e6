using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class AddOrganiserEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<AddOrganiser>(new Shape(), (c, newId) => c with { OrganiserId = newId(c.OrganiserId) });

    private sealed class Shape : AbstractValidator<AddOrganiser>
    {
        public Shape()
        {
            RuleFor(c => c.Name).Filled().Line(FieldRules.Name);
            RuleFor(c => c.Url).Link();
        }
    }
}
