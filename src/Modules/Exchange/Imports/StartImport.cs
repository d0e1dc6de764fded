using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>Makes an import of a file that was received, with a suggestion how to read it. Nothing is loaded yet.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record StartImport : IUseCase<Id<Import>>
{
    public required ReceivedFile File { get; init; }

    internal sealed class Handler(GuanxiDb db, ImportFiles files, TimeProvider clock) : IHandler<StartImport, Id<Import>>
    {
        public async Task<Id<Import>> Handle(StartImport request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            await ForgetOldFiles(now, ct);
            var (file, firm) = (request.File, await db.Setting<FirmSettings>(ct));
            var import = Import.Of(file.FileName, file.StoredAs, file.Bytes, actor.Id, now);
            import.Answer(StoredJson.Write(file.Survey), ImportAnswers.Suggested(file.Survey, firm.BaseCurrency));
            db.Add(import);
            return import.Id;
        }

        /// <summary>A file is kept for as long as its import can be taken back; it is full of personal data.</summary>
        private async Task ForgetOldFiles(DateTimeOffset now, CancellationToken ct)
        {
            var before = now.AddDays(-Import.UndoDays);
            foreach (var name in await db.Set<Import>().AsNoTracking().Where(i => i.CreatedAt < before).Select(i => i.StoredAs).ToListAsync(ct)) files.Remove(name);
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports", async (string fileName, HttpContext http, Asker asker, CancellationToken ct) =>
        {
            var received = await asker.Run(new ReceiveImportFile { Content = http.Request.Body, FileName = fileName }, ct);
            if (!received.Ok) return asker.Problem(received.Refusal, received.Args, received.Fields);
            return await asker.Created(new StartImport { File = received.Value }, id => $"/api/imports/{id}", ct);
        }).WithMetadata(new UploadLimit()).Accepts<byte[]>("application/octet-stream", "text/csv", "text/plain", "text/tab-separated-values", "application/gzip").Produces<Id<Import>>(201)
            .WithSummary("Upload a file of orders (its bytes as the body), and get a suggestion how to read it");
}

/// <summary>Lets a body be as long as an import may be.</summary>
internal sealed class UploadLimit : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => ImportFiles.MostBytes + (1 << 20);
}
