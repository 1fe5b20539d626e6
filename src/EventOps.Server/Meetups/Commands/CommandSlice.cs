using EventOps.Domain.Meetups;
using FluentValidation;
using FluentValidation.Results;

namespace EventOps.Server.Meetups.Commands;

/// <summary>One command as the outside knows it: its name, its route, the shape of its body.</summary>
internal sealed record CommandSlice(
    Type Type, Func<MeetupCommand, ValidationResult> Shape, Func<MeetupCommand, Func<Guid, Guid>, MeetupCommand> Complete)
{
    /// <summary>The name in a batch, like <c>AddSpeaker</c>.</summary>
    public string Name => Type.Name;

    /// <summary>The name in an address, like <c>add-speaker</c>.</summary>
    public string Route { get; } = string.Concat(Type.Name.Select((c, i) => char.IsUpper(c)
        ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c)
        : c.ToString()));

    /// <param name="shape">What a body must look like before anybody decides on it.</param>
    /// <param name="complete">Fills in the id that a client may leave out; the function given makes one of an empty id.</param>
    public static CommandSlice Of<TCommand>(
        IValidator<TCommand> shape, Func<TCommand, Func<Guid, Guid>, TCommand>? complete = null)
        where TCommand : MeetupCommand =>
        new(typeof(TCommand),
            command => shape.Validate((TCommand)command),
            (command, newId) => complete is null ? command : complete((TCommand)command, newId));
}
