using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class RemoveRecordingEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<RemoveRecording>(new Shape());

    private sealed class Shape : AbstractValidator<RemoveRecording>
    {
        public Shape()
        {
            RuleFor(c => c.RecordingId).Id();
            RuleFor(c => c.Reason).Line(FieldRules.Reason);
        }
    }
}
