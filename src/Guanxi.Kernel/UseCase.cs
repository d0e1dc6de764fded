namespace Guanxi;

/// <summary>Something that the product can do. One record class with settable properties: form model, JSON body and OpenAPI schema at once.</summary>
public interface IUseCase<TResult>;

/// <summary>A use-case that only reads: no transaction, no audit entry, no write gate.</summary>
public interface IQuestion<TResult> : IUseCase<TResult>;

/// <summary>Does the work of one use-case. Nested in it as <c>Handler</c>, found by that.</summary>
public interface IHandler<in TRequest, TResult> where TRequest : IUseCase<TResult>
{
    Task<TResult> Handle(TRequest request, Actor actor, CancellationToken ct);
}

/// <summary>The right without which the door stays shut.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(string right) : Attribute
{
    public string Right => right;
}

/// <summary>Open to every signed-in person, and to the product before anyone signed in. Says why.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsNoRightAttribute(string because) : Attribute
{
    public string Because => because;
}

/// <summary>The request is about one <typeparamref name="T"/>: the door checks that it is within the actor's scope, and answers "not found" if not.</summary>
public interface IConcerns<T>
{
    /// <summary>None (zero) where a request may be about nobody.</summary>
    Id<T> Subject { get; }
}

/// <summary>Knows whether a <typeparamref name="T"/> is within someone's scope. The module that owns the table says.</summary>
public interface IReach<T>
{
    /// <summary>The refusal's code where it isn't, e.g. <c>customers.customer.not_found</c>.</summary>
    string NotFound { get; }
    Task<bool> Reaches(Actor actor, Id<T> id, CancellationToken ct);
}
