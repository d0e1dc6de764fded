using Guanxi.Data;
using Guanxi.Exchange.Reading;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>Looks at a kept file again, laid out as a person says it is. Before any transaction, as it may take seconds.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record SurveyImportFile : IQuestion<FileSurvey>, IConcerns<Import>
{
    public Id<Import> ImportId { get; init; }

    /// <summary>Null: as detected.</summary>
    public string? Encoding { get; init; }
    public Delimiter? Delimiter { get; init; }
    public bool? HasHeader { get; init; }

    Id<Import> IConcerns<Import>.Subject => ImportId;

    internal sealed class Handler(GuanxiDb db, ImportFiles files) : IHandler<SurveyImportFile, FileSurvey>
    {
        public async Task<FileSurvey> Handle(SurveyImportFile request, Actor actor, CancellationToken ct)
        {
            var import = await db.Set<Import>().AsNoTracking().FirstAsync(i => i.Id == request.ImportId, ct);
            var source = await files.Open(db, import.StoredAs, ct);
            return await Task.Run(() => Unreadable.Refused(() => FileSurvey.Of(source, ShapeOf(source, request, ct), null, ct)), ct);
        }

        private static FileShape ShapeOf(SourceFile source, SurveyImportFile request, CancellationToken ct)
        {
            var shape = string.IsNullOrEmpty(request.Encoding) ? ShapeDetection.Detect(source, ct) : ShapeDetection.Detect(source, request.Encoding, request.Delimiter);
            if (string.IsNullOrEmpty(request.Encoding) && request.Delimiter is not null) shape = ShapeDetection.Detect(source, shape.Encoding, request.Delimiter);
            return request.HasHeader is { } header ? shape with { HasHeader = header } : shape;
        }
    }
}
