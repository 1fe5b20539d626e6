using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class ScheduleEventEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<ScheduleEvent>(new Shape());

    private sealed class Shape : AbstractValidator<ScheduleEvent>
    {
        public Shape()
        {
            RuleFor(c => c.Slug).Slug();
            RuleFor(c => c.Title).Filled().Line(FieldRules.Title);
            RuleFor(c => c.Zone).Filled().Line(FieldRules.Name);
            RuleFor(c => c.Venue!.Name).Filled().Line(FieldRules.Title).When(c => c.Venue is not null);
            RuleFor(c => c.Venue!.Address).Line(FieldRules.Reason).When(c => c.Venue is not null);
            RuleFor(c => c.StreamUrl).Link();
            RuleFor(c => c.Theme).Line(FieldRules.Title);
            RuleFor(c => c.Summary).Text(FieldRules.Prose);
            RuleFor(c => c.Series).Line(FieldRules.Name);
            RuleFor(c => c.Tags).AtMost(30);
            RuleForEach(c => c.Tags).Filled().Line(FieldRules.Name);
            RuleFor(c => c.Language).Filled().Language();
            RuleFor(c => c.Cover).Link();
        }
    }
}
