using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class AddRecordingEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<AddRecording>(new Shape(), (c, newId) => c with { RecordingId = newId(c.RecordingId) });

    private sealed class Shape : AbstractValidator<AddRecording>
    {
        public Shape()
        {
            RuleFor(c => c.Title).Filled().Line(FieldRules.Title);
            RuleFor(c => c.Url).Filled().Link();
        }
    }
}
