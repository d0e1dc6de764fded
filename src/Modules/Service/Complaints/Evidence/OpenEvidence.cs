using System.Security.Cryptography;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Guanxi.Service.Complaints.Evidence;

/// <summary>The content of one file of a complaint. Says where it lies if not here, and if it is no longer what was received.</summary>
[Needs(ServiceRights.Read)]
internal sealed record OpenEvidence : IQuestion<EvidenceContent>
{
    public Id<EvidenceFile> EvidenceId { get; init; }

    internal sealed class Handler(GuanxiDb db, EvidenceStore store, IReach<Customer> reach) : IHandler<OpenEvidence, EvidenceContent>
    {
        public async Task<EvidenceContent> Handle(OpenEvidence request, Actor actor, CancellationToken ct)
        {
            var file = Refuse.Missing(await db.Set<EvidenceFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == request.EvidenceId, ct), "service.evidence.not_found");
            Refuse.If(!await reach.Reaches(actor, file.CustomerId, ct), "service.evidence.not_found");
            if (await store.Files.Elsewhere(db, file.StoredAs, ct) is { } node) throw new RefusedException("service.evidence.elsewhere", file.Name, node);
            var content = Refuse.Missing(store.Files.Open(file.StoredAs), "service.evidence.lost");
            try
            {
                Refuse.If(content.Length != file.Bytes || Convert.ToHexString(await SHA256.HashDataAsync(content, ct)) != file.Checksum, "service.evidence.changed", file.Name);
                content.Position = 0;
                return new(file, content);
            }
            catch
            {
                await content.DisposeAsync();
                throw;
            }
        }
    }
}

/// <summary>A file to hand out.</summary>
internal sealed record EvidenceContent(EvidenceFile File, Stream Content) : IConcerns<Customer>, IAsyncDisposable
{
    Id<Customer> IConcerns<Customer>.Subject => File.CustomerId;

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>Hands evidence out, whole or in part.</summary>
internal static class EvidenceDownload
{
    // Nothing within it may load, run or send anything, whatever it is. The viewers of browsers that show PDF refuse to open in a sandbox.
    private const string Sealed = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>For people: what can't be handed out is said on a page of its own.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/complaints/evidence/{evidenceId}", [HttpMethods.Get, HttpMethods.Head],
        async (Id<EvidenceFile> evidenceId, HttpContext http, Asker asker, CancellationToken ct) =>
        {
            var found = await asker.Run(new OpenEvidence { EvidenceId = evidenceId }, ct);
            if (found.Ok) return Content(found.Value, http);
            if (found.Refusal == "kernel.right.missing") return Results.StatusCode(StatusCodes.Status403Forbidden);
            return found.Refusal.EndsWith(".not_found", StringComparison.Ordinal) ? Results.NotFound() : Results.LocalRedirect($"/complaints/evidence/{evidenceId}/trouble");
        }).RequireAuthorization().ExcludeFromDescription();

    /// <summary>For programs.</summary>
    public static void MapApi(RouteGroupBuilder api) => api.MapGet("/complaints/evidence/{evidenceId}", async (Id<EvidenceFile> evidenceId, HttpContext http, Asker asker, CancellationToken ct) =>
        {
            var found = await asker.Run(new OpenEvidence { EvidenceId = evidenceId }, ct);
            return found.Ok ? Content(found.Value, http) : asker.Problem(found.Refusal, found.Args, found.Fields);
        }).WithMetadata(new RouteOf(typeof(OpenEvidence))).Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream").WithSummary("The content of one file of a complaint, whole or by range");

    private static IResult Content(EvidenceContent found, HttpContext http)
    {
        var (file, headers) = (found.File, http.Response.Headers);
        var disposition = new ContentDispositionHeaderValue(FileKinds.ByName(file.Name) is { Shown: true } ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = file.Kind == FileGroup.Pdf ? Sealed : Sealed + "; img-src 'self'; media-src 'self'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-cache";
        return Results.Stream(found.Content, file.MediaType, lastModified: file.AddedAt, entityTag: new EntityTagHeaderValue($"\"{file.Checksum}\""), enableRangeProcessing: true);
    }
}
