using Guanxi.Files;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>Hands files out, whole or in part.</summary>
internal static class AttachmentDownload
{
    // Nothing within it may load, run or send anything, whatever it is.
    private const string Sealed = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // The viewers of browsers, which show PDF apart from the page's own world, refuse to open in a sandbox.
    private static string PolicyFor(Attachment attachment) => attachment.Kind == FileGroup.Pdf ? Sealed : Sealed + "; img-src 'self'; media-src 'self'; sandbox";

    /// <summary>For people: what can't be handed out is said on the contact's page.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/contacts/attachments/{attachmentId}", [HttpMethods.Get, HttpMethods.Head],
        async (Id<Attachment> attachmentId, HttpContext http, Asker asker, CancellationToken ct) =>
        {
            var found = await asker.Run(new OpenAttachment { AttachmentId = attachmentId }, ct);
            if (found.Ok) return Content(found.Value, http);
            if (found.Refusal == "kernel.right.missing") return Results.StatusCode(StatusCodes.Status403Forbidden);
            return found.Refusal.EndsWith(".not_found", StringComparison.Ordinal) ? Results.NotFound() : Results.LocalRedirect($"/contacts/attachments/{attachmentId}/trouble");
        }).RequireAuthorization().ExcludeFromDescription();

    /// <summary>For programs.</summary>
    public static void MapApi(RouteGroupBuilder api) => api.MapGet("/contacts/attachments/{attachmentId}", async (Id<Attachment> attachmentId, HttpContext http, Asker asker, CancellationToken ct) =>
        {
            var found = await asker.Run(new OpenAttachment { AttachmentId = attachmentId }, ct);
            return found.Ok ? Content(found.Value, http) : asker.Problem(found.Refusal, found.Args, found.Fields);
        }).WithMetadata(new RouteOf(typeof(OpenAttachment))).Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream").WithSummary("The content of one file of a contact, whole or by range");

    private static IResult Content(AttachmentContent found, HttpContext http)
    {
        var (attachment, headers) = (found.Attachment, http.Response.Headers);
        var shown = FileKinds.ByName(attachment.Name) is { Shown: true };
        var disposition = new ContentDispositionHeaderValue(shown ? "inline" : "attachment");
        // In ASCII for the old, and in UTF-8 (RFC 5987) for all others.
        disposition.SetHttpFileName(attachment.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = PolicyFor(attachment);
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-cache";
        return Results.Stream(found.Content, attachment.MediaType, lastModified: attachment.AddedAt, entityTag: new EntityTagHeaderValue($"\"{attachment.Checksum}\""), enableRangeProcessing: true);
    }
}
