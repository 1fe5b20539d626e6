using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class AddReferenceEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<AddReference>(new Shape(), (c, newId) => c with { ReferenceId = newId(c.ReferenceId) });

    private sealed class Shape : AbstractValidator<AddReference>
    {
        public Shape()
        {
            RuleFor(c => c.Title).Filled().Line(FieldRules.Title);
            RuleFor(c => c.Url).Filled().Link();
        }
    }
}
