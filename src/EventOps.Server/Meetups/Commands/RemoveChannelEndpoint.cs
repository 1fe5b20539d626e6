using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class RemoveChannelEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<RemoveChannel>(new Shape());

    private sealed class Shape : AbstractValidator<RemoveChannel>
    {
        public Shape()
        {
            RuleFor(c => c.ChannelId).Id();
        }
    }
}
