using System.Text.Json;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Guanxi.Start;

/// <summary>What goes wrong under /api is always a ProblemDetails with a code as its type and a title in the caller's language, never a page.</summary>
internal sealed partial class ApiProblems(RequestDelegate next, Texts texts, IDatabase database, ILogger<ApiProblems> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        try
        {
            // A cookie travels wherever the browser goes; a page elsewhere must not act with it. Keys don't travel by themselves.
            if (IsFromElsewhere(http.Request)) await Answer(http, 403, "kernel.request.from_elsewhere");
            else if (IsTooLarge(http)) await Answer(http, 413, "kernel.request.too_large");
            else await next(http);
        }
        catch (BadHttpRequestException fault) when (!http.Response.HasStarted)
        {
            await Answer(http, fault.StatusCode, fault.StatusCode == 413 ? "kernel.request.too_large" : "kernel.request.unreadable", Where(fault));
            return;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return; // nobody listens any more
        }
        catch (Exception fault) when (!http.Response.HasStarted && database.TroubleOf(fault) is { } trouble)
        {
            LogTrouble(http.Request.Method, http.Request.Path, fault.GetBaseException().Message.ReplaceLineEndings(" "));
            await Answer(http, 503, trouble);
            return;
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            LogFault(fault, http.Request.Method, http.Request.Path);
            await Answer(http, 500, "kernel.fault");
            return;
        }
        // Routing, authorization and limits answer with a status alone.
        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } response && (response.ContentLength ?? 0) == 0)
            await Answer(http, response.StatusCode, response.StatusCode switch
            {
                401 => http.Items[ApiRequest.ProblemItem] as string ?? "kernel.sign_in.needed",
                403 => "kernel.request.forbidden",
                404 => "kernel.request.not_found",
                405 => "kernel.request.method",
                413 => "kernel.request.too_large",
                415 => "kernel.request.media_type",
                _ => "kernel.request.unreadable",
            });
    }

    private async Task Answer(HttpContext http, int status, string code, Dictionary<string, string[]>? errors = null)
    {
        var authenticate = http.Response.Headers.WWWAuthenticate;
        var allow = http.Response.Headers.Allow;
        http.Response.Clear();
        SecurityHeaders.Set(http.Response.Headers);
        if (status == 503) http.Response.Headers.RetryAfter = "5";
        if (authenticate.Count > 0) http.Response.Headers.WWWAuthenticate = authenticate;
        if (allow.Count > 0) http.Response.Headers.Allow = allow;
        var details = new ProblemDetails { Type = code, Title = texts[code], Status = status };
        if (errors is not null) details.Extensions["errors"] = errors;
        await Results.Problem(details).ExecuteAsync(http);
    }

    // The place in the JSON is the caller's own; the message of the parser is left out, as it names our types.
    private Dictionary<string, string[]>? Where(BadHttpRequestException fault) =>
        fault.InnerException is JsonException { Path: { } path } ? new() { [path] = [texts["kernel.request.value_unreadable"]] } : null;

    // Said before the body is read, so that nobody sends it in vain.
    private static bool IsTooLarge(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize is { } most && http.Request.ContentLength > most;

    private static bool IsFromElsewhere(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && request.Headers.Authorization.Count == 0
        && request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");

    [LoggerMessage(LogLevel.Error, "{Method} {Path} could not be answered: {Why}")]
    private partial void LogTrouble(string method, string path, string why);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFault(Exception fault, string method, string path);
}
