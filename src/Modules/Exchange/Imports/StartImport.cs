using Guanxi.Data;
using Guanxi.Exchange.Records;
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

    /// <summary>What its rows are: <c>orders</c>, or a kind of records; by its header where nobody says.</summary>
    public string? Kind { get; init; }

    internal sealed class Handler(GuanxiDb db, ImportFiles files, RecordImports imports, KindGuess guess, TimeProvider clock) : IHandler<StartImport, Id<Import>>
    {
        public async Task<Id<Import>> Handle(StartImport request, Actor actor, CancellationToken ct)
        {
            if (request.Kind is { } wanted) imports.Admit(actor, wanted);
            var now = clock.GetUtcNow();
            await ForgetOldFiles(now, ct);
            var (file, firm) = (request.File, await db.Setting<FirmSettings>(ct));
            var import = Import.Of(file.FileName, file.StoredAs, file.Bytes, actor.Id, now);
            var (kind, answers) = await guess.Of(file.Survey, request.Kind, actor, ct);
            import.Answer(StoredJson.Write(file.Survey), answers ?? ImportAnswers.Suggested(file.Survey, firm.BaseCurrency), kind);
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
        api.MapPost("/imports", async (string fileName, string? kind, HttpContext http, Asker asker, CancellationToken ct) =>
        {
            var received = await asker.Run(new ReceiveImportFile { Content = http.Request.Body, FileName = fileName }, ct);
            if (!received.Ok) return asker.Problem(received.Refusal, received.Args, received.Fields);
            return await asker.Created(new StartImport { File = received.Value, Kind = kind }, id => $"/api/imports/{id}", ct);
        }).WithMetadata(new UploadLimit()).Accepts<byte[]>("application/octet-stream", "text/csv", "text/plain", "text/tab-separated-values", "application/gzip").Produces<Id<Import>>(201)
            .WithSummary("Upload a file of orders, complaints, requests, contacts or survey answers (its bytes as the body), and get a suggestion how to read it");
}

/// <summary>Lets a body be as long as an import may be.</summary>
internal sealed class UploadLimit : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => ImportFiles.MostBytes + (1 << 20);
}
