using System.Globalization;
using System.Runtime.InteropServices;
using Guanxi;
using Guanxi.Start;

// Texts of the console follow the system's language where we speak it, else English: a server's log is read by its administrator.
CultureInfo.CurrentUICulture = Texts.Languages.Contains(CultureInfo.CurrentUICulture.Name) ? CultureInfo.CurrentUICulture : CultureInfo.GetCultureInfo("en");

// Ctrl+C and SIGTERM let what runs come to a clean end, however long that takes; the second one ends it at once.
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLine.Run(args, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
