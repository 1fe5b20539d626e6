using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class SetChannelEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<SetChannel>(new Shape(), (c, newId) => c with { ChannelId = newId(c.ChannelId) });

    private sealed class Shape : AbstractValidator<SetChannel>
    {
        public Shape()
        {
            RuleFor(c => c.Name).Line(FieldRules.Name);
            RuleFor(c => c.Number).Line(FieldRules.Name);
            RuleFor(c => c.Url).Link();
            RuleFor(c => c.Picture).Link();
        }
    }
}
