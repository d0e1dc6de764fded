using Microsoft.AspNetCore.Http.Metadata;

namespace Guanxi.Start;

/// <summary>A form with more than its page takes is told so before it is read. Left to itself it would be taken for one without its mark against forgery.</summary>
internal sealed class TooLarge(RequestDelegate next, Texts texts)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize is not { } most || !(http.Request.ContentLength > most)) return next(http);
        return PlainPage.Write(http, StatusCodes.Status413PayloadTooLarge, texts["host.too_large.title"], [texts["host.too_large.text", most >> 20]], (PlainPage.Here(http), texts["host.too_large.back"]));
    }
}
