using System.IO.Compression;
using System.Text;
using Guanxi.Backups;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Start;
using Guanxi.Tests.Faults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Backups;

/// <summary>A backup is everything as it was at one moment, whole or not there; and what comes back is what went in.</summary>
[Trait("Row", "PLT-10")]
public sealed class BackupTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private BackupStore Store => app.Services.GetRequiredService<BackupStore>();

    [Fact]
    public async Task What_comes_back_is_all_of_one_moment_while_people_wrote_on()
    {
        var import = Kept("imports", "1.import", "order,customer\n");
        Kept("keys", "key-1.xml", "<key/>");
        using var enough = new CancellationTokenSource();
        var (before, written, begun, number) = (0, 0, new TaskCompletionSource(), 0);
        // Each writes customer, contact key, search entry and audit entry in one transaction: all of them are there, or none.
        var writers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var outcome = await app.Run(new RegisterCustomer { Name = "Writer", Code = $"W{Ids.Next()}", Phone = $"139{Interlocked.Increment(ref number):00000000}" });
                outcome.Ok.ShouldBeTrue($"{outcome.Refusal} {string.Join(' ', outcome.Args)}");
                if (Interlocked.Increment(ref written) == 10) begun.SetResult();
            }
        }, Ct)).ToList();
        // Where a writer fails it is said, and not waited for.
        await await Task.WhenAny([begun.Task, .. writers]);
        before = written;
        var backup = await Store.Take(BackupReason.Asked, null, Ct);
        var after = written;
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        await using var place = await EmptyPlace.Make();
        var restored = await place.Restore(backup.File);

        restored.Rows.ShouldBe(backup.Rows);
        var services = await place.Open();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var customers = await db.Set<Customer>().CountAsync(c => c.Name == "Writer", Ct);
        customers.ShouldBeInRange(before, after + 2);
        (await db.Set<AuditEntry>().CountAsync(a => a.UseCase == nameof(RegisterCustomer), Ct)).ShouldBe(await db.Set<Customer>().CountAsync(Ct));
        (await db.Set<ContactKey>().CountAsync(k => k.Kind == ContactKey.Phone, Ct)).ShouldBe(customers);
        File.ReadAllText(Path.Combine(place.Folder, "imports", "1.import")).ShouldBe(File.ReadAllText(import));
        File.ReadAllText(Path.Combine(place.Folder, "keys", "key-1.xml")).ShouldBe("<key/>");
        // It goes on from there: found by name, and written to.
        var door = services.GetRequiredService<UseCases>();
        (await door.Run(new CustomerList { Q = "Writer", Count = 1 }, Actor.System, Ct)).Value.Rows.ShouldHaveSingleItem();
        (await door.Run(new RegisterCustomer { Name = "Next" }, Actor.System, Ct)).Ok.ShouldBeTrue();
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(backup.File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Nothing_is_ever_overwritten()
    {
        var backup = await Store.Take(BackupReason.Asked, null, Ct);
        await using var place = await EmptyPlace.Make();
        await place.Restore(backup.File);

        (await Should.ThrowAsync<RefusedException>(() => place.Restore(backup.File))).Code.ShouldBe("host.restore.not_empty");

        // Nor a database that is there while the folder is new.
        if (GuanxiApp.Postgres is null) return;
        Directory.Delete(place.Folder, recursive: true);
        Directory.CreateDirectory(place.Folder);
        (await Should.ThrowAsync<RefusedException>(() => place.Restore(backup.File))).Code.ShouldBe("host.restore.not_empty");
        Directory.EnumerateFileSystemEntries(place.Folder).ShouldBeEmpty("what was begun is gone again");
    }

    [Fact]
    public async Task Damage_to_anything_that_is_read_is_found_before_anything_is_written()
    {
        Kept("imports", "2.import", string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i * 7919},")));
        var taken = (await Store.Take(BackupReason.Asked, null, Ct)).File;
        var whole = await File.ReadAllBytesAsync(taken, Ct);
        var expected = await Read(taken);
        await using var place = await EmptyPlace.Make();
        var path = Path.Combine(app.Folder, "damaged.zip");
        var random = new Random(5);
        List<byte[]> damaged = [whole[..^1], whole[..(whole.Length / 2)], [], .. Enumerable.Range(0, 40).Select(_ => Flipped(random.Next(whole.Length)))];

        var found = 0;
        foreach (var bytes in damaged)
        {
            await File.WriteAllBytesAsync(path, bytes, Ct);
            try
            {
                // Headers of a zip say things twice, and dates that nobody asks for: what isn't found has changed nothing of what is read.
                (await Read(path)).ShouldBe(expected);
            }
            catch (RefusedException refused)
            {
                refused.Code.ShouldBeOneOf("host.backup.damaged", "host.backup.unreadable");
                if (found++ > 2) continue;
                (await Should.ThrowAsync<RefusedException>(() => place.Restore(path))).Code.ShouldBe(refused.Code);
                Directory.EnumerateFileSystemEntries(place.Folder).ShouldBeEmpty();
            }
        }
        found.ShouldBeGreaterThan(damaged.Count / 2);

        static async Task<string[]> Read(string file)
        {
            using var backup = BackupFile.Open(file);
            await backup.Verify(Ct);
            List<string> read = [StoredJson.Write(backup.Manifest)];
            foreach (var member in backup.Manifest.Members)
            {
                using var bytes = new MemoryStream();
                await backup.Copy(member, bytes, Ct);
                read.Add($"{member.Name} {Convert.ToBase64String(bytes.ToArray())}");
            }
            return [.. read];
        }

        byte[] Flipped(int at)
        {
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= 0x5a;
            return bytes;
        }
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_or_of_the_other_database_is_refused()
    {
        var file = (await Store.Take(BackupReason.Asked, null, Ct)).File;
        await using var place = await EmptyPlace.Make();

        Rewritten(manifest => manifest.Replace("_Initial\"", "_Initial\",\"29990101000000_Next\"", StringComparison.Ordinal));
        (await Should.ThrowAsync<StartFailedException>(() => place.Restore(file))).Code.ShouldBe("host.start.database_newer");
        Rewritten(manifest => manifest.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal));
        (await Should.ThrowAsync<RefusedException>(() => place.Restore(file))).Code.ShouldBe("host.backup.newer");
        Rewritten(manifest => manifest.Replace("\"format\":2", "\"format\":1", StringComparison.Ordinal).Replace($"\"database\":\"{app.Services.GetRequiredService<IDatabase>().Name}\"", "\"database\":\"oracle\"", StringComparison.Ordinal));
        (await Should.ThrowAsync<RefusedException>(() => place.Restore(file))).Code.ShouldBe("host.restore.other_database");
        Directory.EnumerateFileSystemEntries(place.Folder).ShouldBeEmpty();

        void Rewritten(Func<string, string> change)
        {
            using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
            string text;
            using (var reader = new StreamReader(zip.GetEntry(BackupFile.ManifestName)!.Open())) text = change(reader.ReadToEnd());
            Put(BackupFile.ManifestName, text);
            Put(BackupFile.ManifestHash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text))));

            void Put(string name, string content)
            {
                zip.GetEntry(name)!.Delete();
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write(content);
            }
        }
    }

    [Fact]
    public async Task What_a_dead_process_left_half_written_is_swept_up_and_what_a_living_one_writes_is_not()
    {
        var folder = Directory.CreateDirectory(Path.Combine(app.Folder, "elsewhere")).FullName;
        string[] dead = [Path.Combine(folder, "guanxi-a.backup.part"), Path.Combine(folder, "guanxi-a.backup.part.db")];
        string[] living = [Path.Combine(folder, "guanxi-b.backup.part"), Path.Combine(folder, "guanxi-b.backup.part.db")];
        foreach (var file in (string[])[.. dead, .. living]) await File.WriteAllTextAsync(file, "half", Ct);
        using var held = new FileStream(living[0], FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var backup = await Store.Take(BackupReason.Asked, folder, Ct);

        Directory.EnumerateFiles(folder).ShouldBe([.. living, backup.File], ignoreOrder: true);
        Store.List(folder).ShouldHaveSingleItem().Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_restore_that_was_cut_off_keeps_a_server_from_starting_and_is_begun_anew()
    {
        var backup = await Store.Take(BackupReason.Asked, null, Ct);
        await using var place = await EmptyPlace.Make();
        // As it was killed before its last step.
        RestoreMark.Put(place.Folder);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "guanxi.db.restoring"), "half", Ct);
        Directory.CreateDirectory(Path.Combine(place.Folder, "keys"));

        Should.Throw<StartFailedException>(() => DataFolder.Hold(place.Folder)).Code.ShouldBe("host.start.restore_unfinished");
        (await place.Restore(backup.File)).Rows.ShouldBe(backup.Rows);

        DataFolder.Hold(place.Folder).Dispose();
        Directory.Exists(Path.Combine(place.Folder, "guanxi.db.restoring")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_disk_without_room_leaves_no_backup_and_nothing_else()
    {
        await using var disk = await SmallDisk.Of(2);
        disk.Fill();
        (await Should.ThrowAsync<RefusedException>(() => Store.Take(BackupReason.Asked, disk.Path, Ct))).Code.ShouldBe("host.backup.no_room");
        Directory.EnumerateFileSystemEntries(disk.Path).ShouldHaveSingleItem();
        disk.MakeRoom();

        // Where it fills up only in the middle.
        var noise = new byte[3 << 20];
        new Random(1).NextBytes(noise);
        var fault = await Should.ThrowAsync<IOException>(async () =>
        {
            using var archive = BackupArchive.Create(disk.Path, "guanxi-full");
            await archive.Add("noise", into => into.WriteAsync(noise, Ct).AsTask());
            await archive.Finish(new(), Ct);
        });
        Disk.Reason(fault, disk.Path).ShouldNotBeNull().Code.ShouldBe("host.backup.disk_full");
        Directory.EnumerateFileSystemEntries(disk.Path).ShouldBeEmpty();

        await disk.ReadOnly();
        (await Should.ThrowAsync<RefusedException>(() => Store.Take(BackupReason.Asked, Path.Combine(disk.Path, "new"), Ct))).Code.ShouldBe("host.backup.folder_unwritable");
        (await app.Run(new RegisterCustomer { Name = "Untouched" })).Ok.ShouldBeTrue();
    }

    private string Kept(string kind, string name, string text)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(app.Folder, kind)).FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
