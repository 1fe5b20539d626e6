using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class RemoveOrganiserEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<RemoveOrganiser>(new Shape());

    private sealed class Shape : AbstractValidator<RemoveOrganiser>
    {
        public Shape()
        {
            RuleFor(c => c.OrganiserId).Id();
        }
    }
}
