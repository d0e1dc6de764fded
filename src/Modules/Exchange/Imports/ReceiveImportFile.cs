using System.ComponentModel.DataAnnotations;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Imports;

/// <summary>Keeps a file and looks at all its rows. Before any transaction: a big file must not hold up people at the write gate.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record ReceiveImportFile : IQuestion<ReceivedFile>
{
    public required Stream Content { get; init; }
    [Required, StringLength(260)] public string FileName { get; init; } = "";

    internal sealed class Handler(ImportFiles files) : IHandler<ReceiveImportFile, ReceivedFile>
    {
        public async Task<ReceivedFile> Handle(ReceiveImportFile request, Actor actor, CancellationToken ct)
        {
            var (storedAs, bytes, _) = await files.Keep(request.Content, ct);
            try
            {
                var source = files.Open(storedAs);
                var survey = await Task.Run(() => Unreadable.Refused(() => FileSurvey.Of(source, ShapeDetection.Detect(source, ct), null, ct)), ct);
                Refuse.If(survey.Rows == 0, "exchange.file.empty");
                return new(Path.GetFileName(request.FileName.Replace('\\', '/')), storedAs, bytes, survey);
            }
            catch
            {
                files.Remove(storedAs);
                throw;
            }
        }
    }
}

/// <summary>A file that was kept and looked at, on its way to becoming an import.</summary>
internal sealed record ReceivedFile(string FileName, string StoredAs, long Bytes, FileSurvey Survey);
