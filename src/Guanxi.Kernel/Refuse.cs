using System.Diagnostics.CodeAnalysis;

namespace Guanxi;

/// <summary>A rule said no. Caught by <see cref="UseCases"/> alone, which makes it an <see cref="Outcome{T}"/>.</summary>
/// <param name="code"><c>module.subject.reason</c>, also the key of its text.</param>
/// <param name="args">What the text names.</param>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "A refusal without a code says nothing.")]
public sealed class RefusedException(string code, params object?[] args) : Exception(code)
{
    public string Code { get; } = code;
    public IReadOnlyList<object?> Args { get; } = args;

    /// <summary>The request's property that it is about, if one is: the message is shown beside that field.</summary>
    public string? Field { get; init; }

    /// <summary>The door itself said no, because the record is not within the actor's scope.</summary>
    internal bool OutOfReach { get; init; }
}

/// <summary>Rules as one line each.</summary>
public static class Refuse
{
    public static void If([DoesNotReturnIf(true)] bool broken, string code, params object?[] args)
    {
        if (broken) throw new RefusedException(code, args);
    }

    /// <summary>As <see cref="If"/>, shown beside the field.</summary>
    public static void Field(string field, [DoesNotReturnIf(true)] bool broken, string code, params object?[] args)
    {
        if (broken) throw new RefusedException(code, args) { Field = field };
    }

    /// <summary>The value, or a refusal where there is none.</summary>
    public static T Missing<T>([NotNull] T? value, string code) where T : class => value ?? throw new RefusedException(code);
}

/// <summary>What came of a use-case: its result, or why it was refused.</summary>
public sealed record Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value) => this.value = value;

    public static Outcome<T> Done(T value) => new(value);
    public static Outcome<T> Refused(string code, IReadOnlyList<object?>? args = null, IReadOnlyDictionary<string, string[]>? fields = null, object? details = null) =>
        new(default(T)) { Refusal = code, Args = args ?? [], Fields = fields ?? new Dictionary<string, string[]>(), Details = details };

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Ok => Refusal is null;

    /// <summary>The refusal's code, null when done.</summary>
    public string? Refusal { get; private init; }

    public IReadOnlyList<object?> Args { get; private init; } = [];

    /// <summary>Text keys by property, where the shape was wrong or a rule is about one field. The values are already in the reader's language.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; private init; } = new Dictionary<string, string[]>();

    /// <summary>More about a refusal, for commands with <c>--json</c>: its properties stand beside the reason in their document.</summary>
    public object? Details { get; private init; }

    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value => Ok ? value! : throw new InvalidOperationException($"Refused: {Refusal} {string.Join("; ", Fields.Select(f => $"{f.Key}: {string.Join(" ", f.Value)}"))}");
}
