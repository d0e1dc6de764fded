using Guanxi.Exchange.Imports;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Exchange.Pages;

/// <summary>Takes the file that the page's form sends, and leads on to its import.</summary>
internal static class ImportUpload
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/imports/upload", async (IFormFile? file, [FromForm] string? kind, HttpContext http, Asker asker, CancellationToken ct) =>
        {
            if (file is null || file.Length == 0) return Back("exchange.file.empty", null);
            await using var content = file.OpenReadStream();
            var received = await asker.Run(new ReceiveImportFile { Content = content, FileName = file.FileName }, ct);
            if (!received.Ok) return Back(received.Refusal, received.Args is [var detail, ..] ? detail : null);
            var started = await asker.Run(new StartImport { File = received.Value, Kind = string.IsNullOrEmpty(kind) ? null : kind }, ct);
            return started.Ok ? Results.LocalRedirect($"/imports/{started.Value}") : Back(started.Refusal, null);
        }).RequireAuthorization().WithMetadata(new UploadLimit()).WithFormOptions(multipartBodyLengthLimit: ImportFiles.MostBytes + (1 << 20)).ExcludeFromDescription();

    private static IResult Back(string refusal, object? detail) =>
        Results.LocalRedirect($"/imports{QueryString.Create("refused", refusal).Add("detail", detail?.ToString() ?? "")}");
}
