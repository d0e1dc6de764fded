using Microsoft.AspNetCore.Http;

namespace Guanxi.Http;

/// <summary>What belongs to the API rather than to the pages: it answers in JSON and ProblemDetails, and takes keys.</summary>
public static class ApiRequest
{
    /// <summary>Where whoever says no early leaves the refusal's code for the ProblemDetails.</summary>
    public const string ProblemItem = "guanxi.problem";

    public static bool IsApi(this HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || http.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal);
}

/// <summary>On a route whose answer is a secret: an idempotency key must not keep it.</summary>
public sealed class KeepsNoAnswer
{
    public static KeepsNoAnswer Instance { get; } = new();
}
