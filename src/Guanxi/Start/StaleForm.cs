namespace Guanxi.Start;

/// <summary>A form whose mark against forgery does not fit is told so in words: the page lay open too long, the browser keeps no cookies, or somebody else sent it. The framework answers with a bare 400.</summary>
internal sealed class StaleForm(RequestDelegate next, Texts texts)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (!HttpMethods.IsPost(http.Request.Method) || http.Response is not { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false }) return;
        await PlainPage.Write(http, StatusCodes.Status400BadRequest, texts["host.stale_form.title"], [texts["host.stale_form.text"]], (PlainPage.Here(http), texts["host.stale_form.back"]));
    }
}
