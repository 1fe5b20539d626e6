using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class OpenRegistrationEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<OpenRegistration>(new Shape());

    private sealed class Shape : AbstractValidator<OpenRegistration>
    {
        public Shape()
        {
            RuleFor(c => c.Url).Filled().Link();
        }
    }
}
